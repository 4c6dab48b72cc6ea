"""What the registry can do: one public function, one transaction."""
