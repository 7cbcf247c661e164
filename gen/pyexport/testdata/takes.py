"""Compiles and imports the modules below the current directory, and runs flake8 with
its defaults on them. The arguments name modules that are not imported."""

import importlib
import pathlib
import sys

from flake8.main import application

sys.path.insert(0, '.')
sys.dont_write_bytecode = True
failed = False
for path in sorted(pathlib.Path('.').rglob('*.py')):
    module = '.'.join(path.with_suffix('').parts)
    try:
        compile(path.read_bytes(), str(path), 'exec', dont_inherit=True)
        if module not in sys.argv[1:]:
            importlib.import_module(module)
    except Exception as error:
        failed = True
        print('%s: %s: %s' % (path, type(error).__name__, error))
style = application.Application()
style.run(['--isolated', '-j', '1', '.'])
sys.exit(failed or style.result_count > 0)
