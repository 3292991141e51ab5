"""`python -m services.notifications migrate|api|worker|listener|all`"""

import sys

from services.notifications.main import service
from shared.web.roles import run

if __name__ == "__main__":
    sys.exit(run(service, sys.argv[1:]))
