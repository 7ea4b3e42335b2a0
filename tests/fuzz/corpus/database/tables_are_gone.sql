DROP TABLE event; DROP TABLE link; DROP TABLE facts_household_seat;
