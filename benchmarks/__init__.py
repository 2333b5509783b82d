"""How fast LiftFund is: `make bench` measures everything in one run, as ratios on the machine that it runs on."""
