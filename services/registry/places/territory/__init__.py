"""Territory (lãnh thổ): all places of a deployment, one aggregate with one stream.

No hole, no cycle and no code twice are rules over the whole tree, so they are decided on it.
"""
