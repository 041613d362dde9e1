"""Where everything stands on a day: the one question behind digest, record, desk and the pictures in Prefect."""
