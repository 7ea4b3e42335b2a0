UPDATE fact_column SET bit = bit + 60; UPDATE fact_column SET form = 9 WHERE name = 'seat';
