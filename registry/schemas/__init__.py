"""What comes in and goes out: marshmallow schemas, Spanish messages."""
