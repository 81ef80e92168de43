"""What runs underneath: the embedded PostgreSQL and the supervisor of the processes behind `./mj up`.

A data folder (`folder`) holds one cluster (`cluster`), run by binaries of a wheel (`binaries`) as a user that is not
root (`servant`); `roles` makes its database and its two roles. `supervisor` keeps a list of children alive; `guard`
stands above it so that killing either takes everything with it.
"""
