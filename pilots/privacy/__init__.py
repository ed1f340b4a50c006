"""Personal data (AVG/GDPR): found in free text, found for one person, and erased."""
