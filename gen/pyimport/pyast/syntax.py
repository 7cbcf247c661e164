"""Answers questions about the syntax of Python files, as JSON, one a line.

It reads source text and parses it with the ast module. It never imports or
runs the code it reads. A request is an object with op and file:

    outline  imports, constants, functions and classes of a module
    body     the statements of one function, which line names
    calls    the calls of a name, wherever they stand

The answer is an object, with error when the file cannot be read or parsed.
"""

import ast
import json
import sys

sys.setrecursionlimit(4000)


class Reader:
    """One parsed file."""

    def __init__(self, path):
        with open(path, 'rb') as f:
            source = f.read()
        self.tree = ast.parse(source, path)
        self.lines = source.decode('utf-8', 'replace').split('\n')
        self.functions = {}

    def outline(self):
        return self.block(self.tree.body)

    def block(self, body):
        """The declarations of a module or of a class."""
        out = {'imports': [], 'assigns': [], 'functions': [], 'classes': []}
        for node in body:
            self.declare(node, out)
        return out

    def declare(self, node, out):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            out['imports'].append(stmt(node))
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            out['assigns'].append(stmt(node))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            out['functions'].append(self.function(node))
        elif isinstance(node, ast.ClassDef):
            out['classes'].append(self.klass(node))
        elif isinstance(node, (ast.Try, ast.If, ast.With)):
            for child in node.body + getattr(node, 'orelse', []):
                self.declare(child, out)
            for handler in getattr(node, 'handlers', []):
                for child in handler.body:
                    self.declare(child, out)

    def klass(self, node):
        out = self.block(node.body)
        out.update(n=node.name, l=node.lineno, doc=self.doc(node),
                   bases=exprs(node.bases),
                   decorators=exprs(node.decorator_list),
                   comments=self.comments(node))
        return out

    def comments(self, node):
        """The comment lines of a class that stand outside its functions."""
        skip = set()
        for child in node.body:
            if not isinstance(child, (ast.Assign, ast.AnnAssign)):
                skip.update(range(child.lineno, child.end_lineno + 1))
        found = []
        for line in range(node.lineno, node.end_lineno + 1):
            text = self.lines[line - 1].strip()
            if text.startswith('#') and line not in skip:
                found.append({'l': line, 'text': text})
        return found

    def function(self, node):
        self.functions[node.lineno] = node
        a = node.args
        return {'n': node.name, 'l': node.lineno, 'end': node.end_lineno,
                'doc': self.doc(node), 'params': params(a),
                'vararg': a.vararg.arg if a.vararg else '',
                'kwarg': a.kwarg.arg if a.kwarg else '',
                'taken': taken(node, a.kwarg.arg) if a.kwarg else [],
                'decorators': exprs(node.decorator_list),
                'returns': expr(node.returns),
                'stub': all(isinstance(s, (ast.Pass, ast.Raise)) or is_text(s)
                            for s in node.body)}

    def doc(self, node):
        """A docstring: its first line and its text, as it was written."""
        first = node.body[0] if node.body else None
        if first is None or not is_text(first):
            return None
        return {'l': first.lineno, 'text': first.value.value}

    def body(self, line):
        node = self.functions.get(line)
        if node is None:
            self.outline()
            node = self.functions[line]
        return {'body': stmts(node.body)}

    def calls(self, name):
        return {'body': [expr(n) for n in ast.walk(self.tree)
                         if isinstance(n, ast.Call) and last(n.func) == name]}


def last(n):
    """The last name of a dotted one."""
    return getattr(n, 'attr', None) or getattr(n, 'id', None)


def is_text(node):
    return (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str))


def params(a):
    """The named parameters, in order, with their defaults."""
    names = a.posonlyargs + a.args
    defaults = [None] * (len(names) - len(a.defaults)) + a.defaults
    rows = [(p, d, False) for p, d in zip(names, defaults)]
    rows += [(p, d, True) for p, d in zip(a.kwonlyargs, a.kw_defaults)]
    return [{'n': p.arg, 'l': p.lineno, 'default': expr(d),
             'type': expr(p.annotation), 'keyword': keyword}
            for p, d, keyword in rows]


def taken(node, kwarg):
    """The keys that a function reads from its **kwargs."""
    found = []
    for n in ast.walk(node):
        key, required = None, False
        if (isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and
                n.func.attr in ('get', 'pop') and n.args and
                is_name(n.func.value, kwarg)):
            key, required = n.args[0], len(n.args) == 1 and n.func.attr == 'pop'
        elif isinstance(n, ast.Subscript) and is_name(n.value, kwarg):
            key, required = n.slice, True
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            found.append({'n': key.value, 'l': n.lineno, 'required': required})
    return found


def is_name(node, name):
    return isinstance(node, ast.Name) and node.id == name


def stmts(nodes):
    return [stmt(n) for n in nodes]


def exprs(nodes):
    return [expr(n) for n in nodes]


def stmt(n):
    kind = type(n).__name__
    out = {'k': kind, 'l': n.lineno}
    make = STATEMENTS.get(kind)
    if make:
        out.update(make(n))
    return out


def expr(n):
    if n is None:
        return None
    kind = type(n).__name__
    out = {'k': kind, 'l': n.lineno}
    make = EXPRESSIONS.get(kind)
    if make:
        out.update(make(n))
    return out


def constant(n):
    v = n.value
    if v is None or isinstance(v, (bool, str)):
        return {'v': v}
    if isinstance(v, int) and abs(v) < 1 << 53:
        return {'v': v}
    if isinstance(v, float) and v == v and abs(v) != float('inf'):
        return {'v': v, 'o': 'float'}
    return {'k': 'Other'}


def call(n):
    keywords = [{'n': k.arg or '', 'x': expr(k.value), 'l': k.value.lineno}
                for k in n.keywords]
    return {'x': expr(n.func), 's': exprs(n.args), 'kw': keywords}


def imported(n):
    module = '.' * getattr(n, 'level', 0) + (getattr(n, 'module', '') or '')
    names = [{'n': a.asname or a.name, 'o': a.name, 'plain': not a.asname}
             for a in n.names]
    return {'n': module, 'kw': names}


def loop(n):
    return {'x': expr(n.target), 'y': expr(n.iter), 's': stmts(n.body),
            'e': stmts(n.orelse)}


def attempt(n):
    handlers = [{'k': 'Handler', 'l': h.lineno, 'n': h.name or '',
                 'x': expr(h.type), 's': stmts(h.body)} for h in n.handlers]
    return {'s': stmts(n.body), 'e': stmts(n.orelse), 'h': handlers,
            'f': stmts(n.finalbody)}


def within(n):
    items = [{'k': 'Item', 'l': n.lineno, 'x': expr(i.context_expr),
              'y': expr(i.optional_vars)} for i in n.items]
    return {'h': items, 's': stmts(n.body)}


def comprehension(n):
    first = n.generators[0]
    elt = n.value if isinstance(n, ast.DictComp) else n.elt
    return {'x': expr(elt), 'y': expr(first.iter), 'z': expr(first.target)}


def op(n):
    return type(n).__name__


STATEMENTS = {
    'Import': imported,
    'ImportFrom': imported,
    'Assign': lambda n: {'s': exprs(n.targets), 'x': expr(n.value)},
    'AnnAssign': lambda n: {'s': [expr(n.target)], 'x': expr(n.value),
                            'y': expr(n.annotation)},
    'AugAssign': lambda n: {'s': [expr(n.target)], 'x': expr(n.value),
                            'o': op(n.op)},
    'Expr': lambda n: {'x': expr(n.value)},
    'Return': lambda n: {'x': expr(n.value)},
    'Raise': lambda n: {'x': expr(n.exc)},
    'Delete': lambda n: {'s': exprs(n.targets)},
    'Assert': lambda n: {'x': expr(n.test)},
    'If': lambda n: {'x': expr(n.test), 's': stmts(n.body),
                     'e': stmts(n.orelse)},
    'While': lambda n: {'x': expr(n.test), 's': stmts(n.body),
                        'e': stmts(n.orelse)},
    'For': loop,
    'AsyncFor': loop,
    'Try': attempt,
    'TryStar': attempt,
    'With': within,
    'AsyncWith': within,
    'FunctionDef': lambda n: {'n': n.name, 'params': params(n.args),
                              'o': n.args.kwarg.arg if n.args.kwarg else '',
                              's': stmts(n.body)},
}

EXPRESSIONS = {
    'Name': lambda n: {'n': n.id},
    'Constant': constant,
    'Attribute': lambda n: {'x': expr(n.value), 'n': n.attr},
    'Subscript': lambda n: {'x': expr(n.value), 'y': expr(n.slice)},
    'Call': call,
    'Dict': lambda n: {'e': exprs(n.keys), 's': exprs(n.values)},
    'List': lambda n: {'s': exprs(n.elts)},
    'Tuple': lambda n: {'s': exprs(n.elts)},
    'Set': lambda n: {'s': exprs(n.elts)},
    'BinOp': lambda n: {'x': expr(n.left), 'o': op(n.op),
                        'y': expr(n.right)},
    'BoolOp': lambda n: {'o': op(n.op), 's': exprs(n.values)},
    'UnaryOp': lambda n: {'o': op(n.op), 'x': expr(n.operand)},
    'Compare': lambda n: {'x': expr(n.left), 's': exprs(n.comparators),
                          'ops': [op(o) for o in n.ops]},
    'IfExp': lambda n: {'x': expr(n.test), 'y': expr(n.body),
                        'z': expr(n.orelse)},
    'JoinedStr': lambda n: {'s': exprs(n.values)},
    'FormattedValue': lambda n: {'x': expr(n.value)},
    'Slice': lambda n: {'x': expr(n.lower), 'y': expr(n.upper)},
    'Starred': lambda n: {'x': expr(n.value)},
    'Await': lambda n: {'x': expr(n.value)},
    'NamedExpr': lambda n: {'s': [expr(n.target)], 'x': expr(n.value)},
    'Lambda': lambda n: {'params': params(n.args), 'x': expr(n.body)},
    'ListComp': comprehension,
    'SetComp': comprehension,
    'GeneratorExp': comprehension,
    'DictComp': comprehension,
}


def answer(readers, request):
    path = request['file']
    if path not in readers:
        readers[path] = Reader(path)
    reader = readers[path]
    if request['op'] == 'body':
        return reader.body(request['line'])
    if request['op'] == 'calls':
        return reader.calls(request['name'])
    return reader.outline()


def failure(err):
    if isinstance(err, SyntaxError):
        return {'error': err.msg or 'invalid syntax', 'line': err.lineno or 1}
    if isinstance(err, (RecursionError, MemoryError)):
        return {'error': 'too deeply nested', 'line': 1}
    return {'error': getattr(err, 'strerror', None) or str(err), 'line': 1}


def main():
    readers = {}
    for line in sys.stdin:
        try:
            reply = json.dumps(answer(readers, json.loads(line)))
        except Exception as err:
            reply = json.dumps(failure(err))
        sys.stdout.write(reply + '\n')
        sys.stdout.flush()


main()
