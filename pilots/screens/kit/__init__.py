"""What pages share. It never imports a page."""
