-- The last night that finds the same in the same records: "profile" asks of some dates whether they have come.
select least((select min(separation_date) from staff where separation_date >= night()),
             (select min(birth_date) - 1 from demographic where birth_date > night()));
