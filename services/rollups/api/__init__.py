"""The counter where figures are asked: HTTP in, numbers with their places out."""

from services.rollups.api.routes import routes as routes
