"""`python -m services.registry migrate|api|worker|listener|all`"""

import sys

from services.registry.main import service
from shared.web.roles import run

if __name__ == "__main__":
    sys.exit(run(service, sys.argv[1:]))
