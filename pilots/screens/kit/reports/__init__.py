"""Reports of a period: written beside the numbers, looked at as funders will, published."""
