// `rows(_:_:map:)` lends a `Row`, and errors keep SQLite's inside: whoever imports the library needs their names, too.
@_exported public import RegistrySQLite
