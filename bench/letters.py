def few_letters():
    return []
