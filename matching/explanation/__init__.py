"""Why here, why not there, why nowhere; and the figures by which plans are compared."""
