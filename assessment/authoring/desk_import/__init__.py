"""Published figures from the files that their owners give out, each shape read by a small mapping file.

`mapping` says where a table keeps country, series, year and value; `tables` opens CSV, XLSX and ZIP; `numbers` reads
numbers as publishers write them; `reading` puts it together and lists whatever it could not use.
"""
