"""When, where and by whom a group is given, changed by hand: dates, rooms, trainers and tasks move together."""
