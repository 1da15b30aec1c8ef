"""What reports give different values for: asked, told, grouped, related and said."""
