"""Sessions (cuộc, buổi): meetings to learn, held by whoever organises them."""
