"""What runs underneath: the embedded PostgreSQL and the supervisor of the processes behind `./mj up`."""
