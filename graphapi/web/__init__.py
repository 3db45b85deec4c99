"""What stands between the network and the application: who asks, from where, and what every answer bears."""
