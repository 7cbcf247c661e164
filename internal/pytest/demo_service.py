"""Exceptions of a made-up Python service, importable so that clients may
allow them as remote exceptions."""


class CustomError(Exception):
    """An exception that carries keyword arguments."""

    def __init__(self, message=None, **kwargs):
        super().__init__(message)
        self.kwargs = kwargs


class InstanceNotFound(Exception):
    """In the style of OpenStack services: the text is made of kwargs."""

    msg_fmt = 'Instance %(instance_id)s could not be found.'

    def __init__(self, message=None, **kwargs):
        self.kwargs = kwargs
        super().__init__(message or self.msg_fmt % kwargs)


class Unconstructible(Exception):
    """Cannot be made again from its args, so it never arrives as itself."""

    def __init__(self, first, second):
        super().__init__('%s and %s' % (first, second))
