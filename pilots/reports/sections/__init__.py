"""What a funder reads of one pilot, a section a file: on the page Progress and in a report."""
