-- Accounts, employees and applications by hand, edge by edge; days are counted from the night.
create table dim_staff(staff_key bigint, person_key bigint, hire_date date, separation_date date, status varchar, employee_id varchar, legal_first_name varchar, legal_last_name varchar, preferred_first_name varchar, former_last_name varchar);
create table dim_account(account_key bigint, staff_key bigint, account_name varchar, employee_id varchar, student_number varchar, given_name varchar, family_name varchar, display_name varchar, email varchar, enabled boolean, created_at timestamp, last_logon_at timestamp);
create table fact_staff_assignment(staff_key bigint, position_key bigint, job_code varchar, job_title varchar, staff_classification varchar, school_number varchar, fte decimal(18, 4), begin_date date, end_date date);
create table fact_student_enrollment(school_year varchar, student_key bigint, school_number varchar, entry_date date, exit_date date, exit_code varchar, no_show boolean, origin varchar);
create table dim_student(school_year varchar, student_key bigint, student_number varchar);
create table person_link(person_key bigint, source varchar, entity varchar, record_number varchar, record_kind varchar, band varchar, last_seen date);
create table dim_application(application_id varchar, product_name varchar, vendor varchar, category varchar, status varchar, privacy_agreement varchar, agreement_expires date, sso varchar);
create table agg_app_year(school_year varchar, organization_id varchar, organization_type varchar, application_id varchar, users bigint, student_users bigint, in_inventory boolean, approved boolean, agreement_in_force boolean, licences bigint);
create table agg_app_user_year(school_year varchar, application_id varchar, user_kind varchar, user_key bigint, active_months bigint, logins bigint);
create table fact_app_usage(school_year varchar, application_id varchar, month varchar, user_kind varchar, user_key bigint, logins bigint);
create table agg_app_account_year(school_year varchar, application_id varchar, account_key bigint, licensed boolean, last_activity_on date, report_date date, days_idle bigint);
create table fact_app_activity(school_year varchar, application_id varchar, account_key bigint, staff_key bigint, report_date date, last_activity_on date, licensed boolean, deleted boolean);
create table fact_license_contract(school_year varchar, contract_id varchar, application_id varchar, annual_cost_cents bigint, licences bigint, begin_date date, end_date date);
create table entity_source(entity varchar, source varchar, arrived date, data_through date, files bigint);

-- Left weeks ago; leaves today; came back under another number; left before the account was made; two of one name, one
-- of whom left; left, account closed; left, account used since; leaves in a week; left, account neither open nor closed,
-- left, and hired again for August; hired again under the same number, with the old last day; left, still in a position.
insert into dim_staff values
 (1001, 1, date '2019-08-12', date '${as_of}' - 15, 'separated', 'E1001', 'Alícia', 'Moreno-Ruiz', null, null),
 (1002, 2, date '2021-08-09', date '${as_of}', 'separated', 'E1002', 'Brian', 'O''Neill', null, null),
 (1003, 3, date '2015-08-10', date '2024-06-30', 'separated', 'E1003', 'Carla', 'Diaz', null, null),
 (2003, 3, date '2025-08-11', null, 'active', 'E2003', 'Carla', 'Diaz', null, null),
 (1004, 4, date '2020-08-10', date '2025-06-30', 'separated', 'E1004', 'Dev', 'Patel', null, null),
 (1005, 5, date '2018-08-13', date '2026-03-31', 'separated', 'E1005', 'John', 'Smith', null, null),
 (1006, 6, date '2022-08-08', null, 'active', 'E1006', 'John', 'Smith', null, null),
 (1007, 7, date '2017-08-14', date '2026-02-27', 'separated', 'E1007', 'Erin', 'Vance', null, null),
 (1008, 8, date '2016-08-15', date '${as_of}' - 14, 'separated', 'E1008', 'Frank', 'Weber', null, null),
 (1009, 9, date '2020-01-06', date '${as_of}' + 7, 'active', 'E1009', 'Grace', 'Lin', null, null),
 (1010, null, date '2020-01-06', date '2026-01-30', 'separated', 'E1010', 'Hana', 'Kim', null, null),
 (1011, 11, date '2014-08-11', date '2026-03-31', 'separated', 'E1011', 'Inès', 'Roy', null, null),
 (2011, 11, date '2026-08-10', null, 'active', 'E2011', 'Inès', 'Roy', null, null),
 (1012, 12, date '2025-08-11', date '2024-06-28', 'active', 'E1012', 'Jack', 'Abbott', null, null),
 (1013, 13, date '2023-08-14', date '${as_of}' - 7, 'separated', 'E1013', 'Kofi', 'Mensah', null, null);
insert into dim_account values
 (1, 1001, 'amoreno', 'E1001', null, 'Alicia', 'Moreno Ruiz', null, null, true, timestamp '2019-08-01 08:00:00', date '${as_of}' - 16 + time '08:12:00'),
 (2, 1002, 'boneill', 'E1002', null, 'Brian', 'ONeill', null, null, true, timestamp '2021-08-02 08:00:00', date '${as_of}' - 1 + time '16:40:00'),
 (3, 1003, 'cdiaz', 'E1003', null, 'Carla', 'Diaz', null, null, true, timestamp '2015-08-03 08:00:00', date '${as_of}' - 1 + time '07:50:00'),
 (4, 1004, 'dpatel9', 'E1004', null, 'Dev', 'Patel', null, null, true, timestamp '2026-01-12 08:00:00', null),
 (5, 1005, 'jsmith', 'E1005', null, 'John', 'Smith', null, null, true, timestamp '2018-08-06 08:00:00', timestamp '2026-03-30 15:02:00'),
 (6, 1006, 'jsmith2', 'E1006', null, 'John', 'Smith', null, null, true, timestamp '2022-08-01 08:00:00', date '${as_of}' - 1 + time '08:01:00'),
 (7, 1007, 'evance', 'E1007', null, 'Erin', 'Vance', null, null, false, timestamp '2017-08-07 08:00:00', timestamp '2026-02-27 14:00:00'),
 (8, 1008, 'fweber', 'E1008', null, 'Frank', 'Weber', null, null, true, timestamp '2016-08-08 08:00:00', date '${as_of}' - 5 + time '22:31:00'),
 (9, 1009, 'glin', 'E1009', null, 'Grace', 'Lin', null, null, true, timestamp '2020-01-02 08:00:00', date '${as_of}' - 1 + time '09:00:00'),
 (10, 1010, 'hkim', 'E1010', null, 'Hana', 'Kim', null, null, null, timestamp '2020-01-02 08:00:00', null),
 (11, 1011, 'iroy', 'E1011', null, 'Ines', 'Roy', null, null, true, timestamp '2014-08-04 08:00:00', timestamp '2026-03-31 17:00:00'),
 (12, 1012, 'jabbott', 'E1012', null, 'Jack', 'Abbott', null, null, true, timestamp '2025-08-04 08:00:00', date '${as_of}' - 2 + time '10:00:00'),
 (13, 1013, 'kmensah', 'E1013', null, 'Kofi', 'Mensah', null, null, true, timestamp '2023-08-07 08:00:00', date '${as_of}' - 8 + time '12:00:00'),
 (14, null, 'ghost01', null, null, 'Scan', 'Station', null, null, true, timestamp '2012-01-01 08:00:00', null);

-- Start on Monday, without an account; on Wednesday, with one; on Monday, with a closed one; started, and an account waits
-- for a decision; started today; start in eight days; came long ago without an account; no first day.
insert into dim_staff values
 (3001, 31, date '${as_of}' + 3, null, 'active', 'E3001', 'Lena', 'Fischer', null, null),
 (3002, 32, date '${as_of}' + 5, null, 'active', 'E3002', 'Mateo', 'Ruiz', null, null),
 (3003, 33, date '${as_of}' + 3, null, 'active', 'E3003', 'Ana', 'Nowak', null, null),
 (3013, 33, date '2012-08-13', date '2020-06-30', 'separated', 'E3013', 'Ana', 'Nowak', null, null),
 (3004, 34, date '${as_of}' - 11, null, 'active', 'E20638', 'Evelyn', 'Brennan', null, null),
 (3005, 35, date '${as_of}', null, 'active', 'E3005', 'Priya', 'Nair', null, null),
 (3006, 36, date '${as_of}' + 8, null, 'active', 'E3006', 'Quinn', 'Reed', null, null),
 (3007, 37, date '2010-08-16', null, 'active', 'E3007', 'Rosa', 'Silva', null, null),
 (3008, 38, null, null, 'active', 'E3008', 'Sam', 'Tran', null, null),
 (3009, 39, date '2016-08-15', null, 'Resigned', 'E3009', 'Tess', 'Unger', null, null);
insert into dim_account values
 (32, 3002, 'mruiz', 'E3002', null, 'Mateo', 'Ruiz', null, null, true, date '${as_of}' - 2 + time '08:00:00', null),
 (33, 3013, 'anowak', 'E3013', null, 'Ana', 'Nowak', null, null, false, timestamp '2012-08-06 08:00:00', timestamp '2020-06-29 08:00:00'),
 (38, 3008, 'stran', 'E3008', null, 'Sam', 'Tran', null, null, true, timestamp '2016-08-06 08:00:00', null),
 (39, 3009, 'tunger', 'E3009', null, 'Tess', 'Unger', null, null, true, timestamp '2016-08-06 08:00:00', null);
insert into fact_staff_assignment values
 (3001, null, null, 'Teacher', 'Teacher', '0101', 1, date '${as_of}' + 3, null),
 (3003, null, null, 'School Nurse', null, '0201', 1, date '${as_of}' + 3, null),
 (3003, null, null, 'Aide', null, '0202', 0.2, date '${as_of}' + 30, null),
 (3013, null, null, 'Teacher', 'Teacher', '0301', 1, date '2012-08-13', date '2020-06-30'),
 (3004, null, null, 'Systems Analyst', 'IT', null, 1, date '${as_of}' - 11, null),
 (1013, null, null, 'Custodian', null, '0102', 1, date '2023-08-14', null),
 (1001, null, null, 'Teacher', 'Teacher', '0101', 1, date '2019-08-12', date '${as_of}' - 15);

-- A new family name; accents and a hyphen; a preferred name; a slip in the given name; no name in the directory; Jr; a
-- disabled account; two numbers, one of which has the account's name.
insert into dim_staff values
 (4001, 41, date '2017-08-14', null, 'active', 'E4001', 'Anna', 'Jones', null, 'Smith'),
 (4002, 42, date '2017-08-14', null, 'active', 'E4002', 'José', 'García-López', null, null),
 (4003, 43, date '2017-08-14', null, 'active', 'E4003', 'Robert', 'Baker', 'Bob', null),
 (4004, 44, date '2017-08-14', null, 'active', 'E4004', 'Johanna', 'Berg', null, null),
 (4005, 45, date '2017-08-14', null, 'active', 'E4005', 'Uma', 'Rao', null, null),
 (4006, 46, date '2017-08-14', null, 'active', 'E4006', 'Sean', 'O''Brien Jr.', null, null),
 (4007, 47, date '2017-08-14', null, 'active', 'E4007', 'Vera', 'Holm', null, 'Dahl'),
 (4008, 48, date '2017-08-14', null, 'active', 'E4008', 'Wanda', 'Young', null, null),
 (4018, 48, date '2023-08-14', null, 'active', 'E4018', 'Wanda', 'Klein', null, 'Young');
insert into dim_account values
 (41, 4001, 'asmith', 'E4001', null, 'Anna', 'Smith', null, null, true, timestamp '2017-08-07 08:00:00', null),
 (42, 4002, 'jgarcia', 'E4002', null, 'Jose', 'Garcia Lopez', null, null, true, timestamp '2017-08-07 08:00:00', null),
 (43, 4003, 'bbaker', 'E4003', null, 'Bob', 'BAKER', null, null, true, timestamp '2017-08-07 08:00:00', null),
 (44, 4004, 'jberg', 'E4004', null, 'Jonahna', 'Berg', null, null, true, timestamp '2017-08-07 08:00:00', null),
 (45, 4005, 'urao', 'E4005', null, null, ' ', null, null, true, timestamp '2017-08-07 08:00:00', null),
 (46, 4006, 'sobrien', 'E4006', null, 'Sean', 'OBrien', null, null, true, timestamp '2017-08-07 08:00:00', null),
 (47, 4007, 'vdahl', 'E4007', null, 'Vera', 'Dahl', null, null, false, timestamp '2017-08-07 08:00:00', null),
 (48, 4008, 'wklein', 'E4008', null, 'Wanda', 'Klein', null, null, true, timestamp '2017-08-07 08:00:00', null);

-- Students: left in March; done for the summer; graduated two weeks ago, and in February; here; a schedule that ended; left and
-- came back; leaves today.
insert into dim_student select year, 50 + n, 'S500' || n from range(1, 9) t(n), (values ('2024-25'), ('2025-26')) y(year);
insert into fact_student_enrollment values
 ('2025-26', 51, '0101', date '2025-08-20', date '2026-03-10', 'TRAN', false, 'enrollment'),
 ('2024-25', 52, '0101', date '2024-08-20', date '2025-06-02', 'EOY', false, 'enrollment'),
 ('2025-26', 53, '0301', date '2025-08-20', date '${as_of}' - 14, 'GRAD', false, 'enrollment'),
 ('2025-26', 54, '0301', date '2025-08-20', date '2026-02-02', 'GRAD', false, 'enrollment'),
 ('2025-26', 55, '0301', date '2025-08-20', null, null, false, 'enrollment'),
 ('2025-26', 56, '0301', date '2025-08-20', date '2026-01-23', null, false, 'roster'),
 ('2025-26', 57, '0301', date '2025-08-20', date '2025-10-01', 'TRAN', false, 'enrollment'),
 ('2025-26', 57, '0302', date '2025-11-03', null, null, false, 'enrollment'),
 ('2025-26', 58, '0302', date '2025-08-20', date '${as_of}', 'TRAN', false, 'enrollment');
insert into dim_account select 500 + n, null, 'st500' || n, null, 'S500' || n, 'Kid', 'Number' || n, null, null, true, timestamp '2024-08-01 08:00:00', date '${as_of}' - 120 + time '10:00:00' from range(1, 9) t(n);
insert into person_link select null, 'Directory', 'account', account_name, '', 'match', null from dim_account;
insert into person_link values (null, 'Google', 'account', 'fweber', '', 'match', null), (null, 'Old directory', 'account', 'fweber', '', 'match', date '2020-01-01');

insert into dim_application values
 ('A01', 'MathPath', 'Numeria', null, 'approved', 'signed', date '2027-06-30', 'SAML'),
 ('A02', 'QuizSprint', 'Quizzly', null, 'under review', 'none', null, null),
 ('A03', 'ByteYard', 'Bits', null, 'approved', 'expired', date '2025-06-30', null),
 ('A04', null, null, null, null, null, null, null),
 ('A05', 'StaffDesk', 'Desk Co', null, 'approved', 'signed', date '2026-06-30', null),
 ('A06', 'WordWeaver', 'Loom', null, 'approved', 'signed', null, null),
 ('A07', 'DataDeck', 'Decks', null, 'approved', 'signed', date '2027-06-30', null),
 ('A08', 'MapMakers', 'Atlas', null, 'approved', 'signed', date '2027-06-30', null),
 ('google-workspace', 'Google Workspace', 'Google', null, 'approved', 'signed', date '2028-06-30', null),
 ('A10', 'SongSite', 'Tunes', null, 'approved', 'signed', date '${as_of}' + 91, null),
 ('A11', 'FlashDeck', 'Cards', null, 'not approved', 'signed', date '${as_of}' - 1, null),
 ('A12', 'PhonicsPals', 'Pals', null, 'approved', 'signed', date '${as_of}' + 90, null),
 ('A13', 'DrawTogether', 'Ink', null, 'approved', 'pending', null, null),
 ('A14', 'MeetRoom', 'Rooms', null, 'approved', 'none', null, null),
 ('A15', 'OldTool', 'Past', null, 'not approved', 'signed', date '2026-06-30', null),
 ('A16', 'LastDay', 'Past', null, 'approved', 'signed', date '${as_of}', null),
 ('A17', 'FreshApp', 'New', null, 'approved', 'signed', date '2028-06-30', null);
insert into agg_app_year
 select year, '3100042', 'district', id, users, student_users, id <> 'A04', null, null, null from (values
  ('2025-26', 'A01', 442, 417), ('2025-26', 'A02', 372, 351), ('2025-26', 'A03', 39, 38), ('2025-26', 'A04', 31, 30), ('2025-26', 'A05', 121, 0), ('2025-26', 'A06', 219, 200),
  ('2025-26', 'A07', 0, 0), ('2025-26', 'A08', 0, 0), ('2025-26', 'A10', 0, 0), ('2025-26', 'A11', 66, 65), ('2025-26', 'A12', 131, 117), ('2025-26', 'A13', 188, 180), ('2025-26', 'A14', 90, 0),
  ('2025-26', 'google-workspace', 12, 10), ('2025-26', 'A16', 5, 5), ('2025-26', 'A17', 60, 60), ('2024-25', 'A08', 44, 41), ('2024-25', 'A15', 9, 9), ('2026-27', 'A01', null, null)) t(year, id, users, student_users);
insert into agg_app_user_year values ('2025-26', 'A14', 'user', 1, 1, 1), ('2025-26', 'A05', 'user', 1, 1, 1), ('2025-26', 'A01', 'student', 2, 3, 9);
insert into fact_app_usage values ('2024-25', 'A08', '2024-10', 'student', 51, 4), ('2025-26', 'A10', '2025-10', 'student', 51, 0), ('2025-26', 'A01', '2025-10', 'student', 51, 7);
insert into agg_app_account_year values
 ('2025-26', 'google-workspace', 1, true, date '${as_of}' - 10, date '${as_of}' - 5, 5), ('2025-26', 'google-workspace', 2, true, date '${as_of}' - 95, date '${as_of}' - 5, 90),
 ('2025-26', 'google-workspace', 3, true, date '${as_of}' - 96, date '${as_of}' - 5, 91), ('2025-26', 'google-workspace', 4, true, null, date '${as_of}' - 5, null), ('2025-26', 'google-workspace', 5, false, date '${as_of}' - 6, date '${as_of}' - 5, 1);
insert into fact_app_activity values
 ('2025-26', 'google-workspace', 1, 1001, date '${as_of}' - 5, date '${as_of}' - 10, true, false), ('2025-26', 'google-workspace', 5, 1005, date '${as_of}' - 5, null, true, true), ('2025-26', 'google-workspace', 8, 1008, date '${as_of}' - 40, null, true, false);
insert into fact_license_contract values
 ('2025-26', 'C-01', 'A01', 5340000, 540, date '2025-07-01', date '2026-06-30'), ('2025-26', 'C-05', 'A05', 800000, 121, date '2025-07-01', date '2026-06-30'),
 ('2025-26', 'C-07', 'A07', 1159000, 160, date '2025-07-01', date '2026-06-30'), ('2025-26', 'C-08', 'A08', 15000, 50, date '2025-07-01', date '2026-06-30'),
 ('2024-25', 'C-09', 'google-workspace', 90000, 6, date '2024-07-01', date '2027-06-30'), ('2025-26', 'C-09', 'google-workspace', 100001, 6, date '2024-07-01', date '2027-06-30'),
 ('2025-26', 'C-10', 'A10', 250000, null, date '2025-07-01', null), ('2025-26', 'C-12', 'A12', 171000, null, date '2025-07-01', date '2026-06-30'),
 ('2025-26', 'C-13a', 'A13', 30000, 100, date '2025-07-01', date '2026-06-30'), ('2025-26', 'C-13b', 'A13', null, 100, date '2025-07-01', date '2026-06-30'),
 ('2024-25', 'C-03', 'A03', 37000, 50, date '2024-07-01', date '2025-06-30'), ('2024-25', 'C-06', 'A06', 37000, 400, date '2024-07-01', null), ('2026-27', 'C-17', 'A17', 37000, 400, date '2026-07-01', date '2027-06-30');
insert into entity_source values
 ('staff', 'HR', date '${as_of}' - 1, date '${as_of}' - 1, 1), ('staff_assignment', 'HR', date '${as_of}' - 1, date '${as_of}' - 1, 1), ('account', 'Directory', date '${as_of}', date '${as_of}', 2),
 ('school_enrollment', 'SIS', date '${as_of}', date '${as_of}', 1), ('application', 'Apps', date '${as_of}', date '${as_of}', 1), ('app_usage', 'Apps', date '${as_of}' - 31, date '${as_of}' - 44, 5), ('app_activity', 'Google', date '${as_of}' - 5, date '${as_of}' - 5, 1), ('license_contract', 'Finance', date '2025-07-10', date '2025-07-10', 1);
-- Names of those students, and of one of the enrolled who has no account.
alter table dim_student add column given_name varchar;
alter table dim_student add column family_name varchar;
update dim_student set given_name = 'Kid', family_name = 'Number' || (student_key - 50);
insert into dim_student values ('2025-26', 90, 'S10175', 'José', 'Álvarez');
