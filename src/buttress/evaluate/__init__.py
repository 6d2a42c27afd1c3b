"""How good forecasts were: weekly series of what reporters said, rolling origins, rivals, scores and their skill."""
