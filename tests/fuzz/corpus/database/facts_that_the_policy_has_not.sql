INSERT INTO fact_column VALUES (1, '', 'x"; DROP TABLE run; --', 0, 'count', 0, 40); DELETE FROM fact_column WHERE name = 'since';
