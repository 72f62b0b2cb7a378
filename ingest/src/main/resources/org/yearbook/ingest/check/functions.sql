-- Functions that rules may use, shipped ones and a district's own. One statement each, ended by a semicolon at the
-- end of a line. What a night knows beside them (night(), school_year_begins(), school_year_ends()) is added by
-- RuleFunctions.

-- What the bytes of a letter are in Windows-1252, in hexadecimal; null for letters that it does not have.
create macro windows_byte(letter) as
    case when unicode(letter) < 128 or unicode(letter) between 160 and 255 then printf('%02X', unicode(letter))
         else map_extract_value(map(
            ['€', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 'Ž', '‘', '’', '“', '”', '•', '–', '—', '˜',
             '™', 'š', '›', 'œ', 'ž', 'Ÿ'],
            ['80', '82', '83', '84', '85', '86', '87', '88', '89', '8A', '8B', '8C', '8E', '91', '92', '93', '94', '95',
             '96', '97', '98', '99', '9A', '9B', '9C', '9E', '9F']), letter) end;

-- José for JosÃ©: text that was written in UTF-8 and once read as Windows-1252. Null for any other text: that the
-- bytes of a name happen to be UTF-8 does not occur by chance.
create macro ungarbled(garbled) as
    case when regexp_matches(garbled, '[ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑâãäåæçèéêëìíîïðñ][^\x00-\x7F]')
         then try(decode(unhex(case when list_contains(list_transform(string_split(garbled, ''),
                                            lambda letter : windows_byte(letter) is null), true) then 'FF'
                                    else array_to_string(list_transform(string_split(garbled, ''),
                                            lambda letter : windows_byte(letter)), '') end))) end;

-- The text in one line, without blanks before, behind and doubled.
create macro tidy(untidy) as trim(regexp_replace(untidy, '[\s\x{00A0}]+', ' ', 'g'));

create macro capital(word) as upper(word[1]) || lower(word[2:]);

-- One word of a name: McDonald, MacArthur, O'Brien, III.
create macro proper_part(word) as
    case when regexp_full_match(word, '(?i)ii|iii|iv') then upper(word)
         when regexp_matches(word, '(?i)^mc..') then 'Mc' || capital(word[3:])
         when regexp_matches(word, '(?i)^mac(arthur|aulay|beth|bride|cabe|callum|carthy|cormack|donald|donnell|dougall|dowell|duff|farlane|gregor|intosh|intyre|kay|kenna|kenzie|kinnon|lachlan|laren|laughlin|lean|lellan|leod|millan|murray|nab|namara|neil|neill|pherson|queen|rae|sween)$')
             then 'Mac' || capital(word[4:])
         when regexp_matches(word, '(?i)^[odl][''’].') then upper(word[1]) || word[2] || capital(word[3:])
         else capital(word) end;

create macro proper_word(word) as
    array_to_string(list_transform(string_split(word, '-'), lambda part : proper_part(part)), '-');

-- A given name as people write it.
create macro proper_given_name(name) as
    array_to_string(list_transform(string_split(tidy(name), ' '), lambda word : proper_word(word)), ' ');

-- A family name as people write it: de la Cruz and van der Berg keep their small words, Van Dyke its capital.
create macro proper_family_name(name) as
    array_to_string(list_transform(string_split(tidy(name), ' '), lambda word, place :
        case when place < len(string_split(tidy(name), ' '))
                  and (lower(word) in ('de', 'del', 'la', 'las', 'los', 'y', 'da', 'das', 'do', 'dos', 'di', 'du', 'der', 'den', 'von')
                       or (lower(word) = 'van' and lower(string_split(tidy(name), ' ')[place + 1]) in ('de', 'der', 'den')))
             then lower(word)
             else proper_word(word) end), ' ');

-- Jr, Sr, II, III, IV, 2nd, 3rd at the end of a name.
create macro has_suffix(name) as regexp_matches(trim(name), '(?i).[,\s]\s*(jr|sr|ii|iii|iv|2nd|3rd)\.?$');

create macro without_suffix(name) as trim(regexp_replace(trim(name), '(?i),?\s+(jr|sr|ii|iii|iv|2nd|3rd)\.?$', ''));

-- What two spellings of one name have in common: letters and digits, small, without accents.
create macro name_key(name) as regexp_replace(lower(strip_accents(name)), '[^\p{L}\p{N}]', '', 'g');

-- PO Box 12, P.O. Box 12, Post Office Box 12, POB 12.
create macro is_po_box(street) as
    regexp_matches(street, '(?i)^\s*(p\.?\s*o\.?\s*(box|bx)\b|post\s+office\s+box\b|pob\s+\d|box\s+\d)');

-- The word that a slip of the pen meant: one letter off, or two in a word of eight letters and more; null where no
-- word is that near. Only words are compared: one digit off is another code, not a slip.
create macro nearest_word(written, words) as
    case when regexp_full_match(lower(trim(written)), '[\p{L} ''.-]{4,}')
         then list_sort(list_filter(list_transform(words, lambda word :
                  struct_pack(off := damerau_levenshtein(lower(trim(written)), word), word := word)),
                  lambda near : near.off <= case when len(near.word) < 8 then 1 else 2 end
                                and len(near.word) > 3 and near.word[1] = lower(trim(written))[1]))[1].word end;

-- The day that somebody meant who wrote it otherwise than agreed: 11/3/25, 3-Nov-25, November 3, 2025, 20251103, with a
-- time behind it, or as the number by which Excel keeps days (45964). Null when none comes to mind, or when a year of two
-- digits may be of either century.
create macro likely_day(written) as
    strftime(list_filter([
        case when regexp_full_match(trim(written), '(3[3-9]|4[0-9]|5[01])[0-9]{3}')
             then timestamp '1899-12-30' + to_days(cast(trim(written) as integer))
             when regexp_full_match(trim(written), '(19|20)[0-9]{6}') then try_strptime(trim(written), '%Y%m%d')
             when regexp_full_match(trim(written), '[0-9]{8}') then try_strptime(trim(written), '%m%d%Y')
             else try_strptime(
                 regexp_replace(regexp_replace(trim(written), '\s+GMT.*$', ''),
                     '(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+', ''),
                 ['%m/%d/%y', '%m/%d/%Y', '%m-%d-%y', '%m-%d-%Y', '%m.%d.%Y', '%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d',
                  '%d-%b-%y', '%d-%b-%Y', '%d %b %Y', '%d %B %Y', '%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y',
                  '%b %d %Y %H:%M:%S', '%d %b %Y %H:%M:%S', '%b %d %Y %I:%M%p',
                  '%m/%d/%y %H:%M', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S', '%m/%d/%y %I:%M %p', '%m/%d/%Y %I:%M %p',
                  '%m/%d/%Y %I:%M:%S %p', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'])
        end], lambda day : day between timestamp '1930-01-01' and timestamp '2040-12-31')[1], '%Y-%m-%d');

-- The yes or no that a sentence begins with: "Yes - shelter", "Not homeless", "Non-EL"; null for any other text.
create macro likely_truth(written) as
    case when regexp_matches(lower(trim(written)), '^yes\b') then 'true'
         when regexp_matches(lower(trim(written)), '^(no|not|non)\b') then 'false' end;

-- The one number of ten digits in a text, without an extension behind it or words around it: "(202) 555-0143 x12",
-- "Cell: 202.555.0143". Null where there is none, or more than one.
create macro likely_phone(written) as
    list_transform(list_filter(
        [regexp_replace(regexp_replace(lower(written),
            '(x|extn?\.?|extension|#)[\s.:]*\d{1,6}\s*$', ''), '\D', '', 'g')],
        lambda digits : regexp_full_match(digits, '1?[2-9]\d{2}[2-9]\d{6}')),
        lambda digits : regexp_replace(right(digits, 10), '^(\d{3})(\d{3})(\d{4})$', '\1-\2-\3'))[1];

-- A mark as most schools write it: letters with + or -, numbers up to 110, and the usual words; null for any other.
create macro usual_mark(mark) as
    case when regexp_full_match(upper(regexp_replace(mark, '\s', '', 'g')),
             '[A-D][+-]?|[EFHIMNOPSTUWX]|FF|AU|CR|EX|IN|INC|IP|NC|NG|NM|NP|TR|WF|WP|(110|10[0-9]|[0-9]{1,2})(\.[0-9]+)?')
         then upper(regexp_replace(mark, '\s', '', 'g'))
         else map_extract_value(map(
            ['PASS', 'FAIL', 'INCOMPLETE', 'WITHDRAWN', 'AUDIT', 'CREDIT', 'NOCREDIT', 'INPROGRESS', 'EXEMPT'],
            ['P', 'F', 'I', 'W', 'AU', 'CR', 'NC', 'IP', 'EX']),
            regexp_replace(upper(mark), '[^A-Z]', '', 'g')) end;

-- What two names of one application have in common: IXL, IXL Learning, ixl.com.
create macro app_key(name) as
    name_key(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(name),
        '\(.*\)', ' ', 'g'),
        '^\s*(https?://)?(www\.)?', ''),
        '\.(com|org|net|edu|io|app|us|co|ai|example)\b.*$', ''),
        '[\s,]+(inc|llc|ltd|corp|app|learning|online|web)\.?\s*$', ''));
