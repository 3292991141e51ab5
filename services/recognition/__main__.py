"""`python -m services.recognition migrate|api|worker|listener|all`"""

import sys

from services.recognition.main import service
from shared.web.roles import run

if __name__ == "__main__":
    sys.exit(run(service, sys.argv[1:]))
