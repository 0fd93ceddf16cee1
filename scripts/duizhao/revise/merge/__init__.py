"""A conversion on top of editors' work: three texts (last conversion, new conversion, editors') become one."""
