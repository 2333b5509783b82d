"""Rules of the field as pure functions: levy, trigger, overhaul, polls, privacy; standard library only."""
