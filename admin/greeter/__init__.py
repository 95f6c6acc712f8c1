"""The greeter: one page on the own phone, for whoever comes without one."""
