"""What happens with what people record: kept, asked, pictured and shown."""
