"""Running GraphQL documents: parsed, validated and measured once, then executed."""
