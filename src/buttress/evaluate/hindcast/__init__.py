"""Would the simulator have told which campaigns win? Past campaigns, each judged by what was known before it began."""
