UPDATE facts_household SET account = '6200009', since = -99999999, income = 9223372036854775807;
