package layout

import "go/token"

// at returns the kind of token i of the current line.
func (p *printer) at(i int) token.Token {
	if i < 0 || i >= len(p.line) {
		return token.ILLEGAL
	}
	return p.line[i].tok
}

// spaced reports whether a space precedes token i of the current line.
func (p *printer) spaced(i int) bool {
	before, tok := p.at(i-1), p.at(i)
	p.strange = p.strange || tok == token.ADD // its spaces depend on precedence
	switch before {
	case token.LPAREN, token.LBRACK, token.LBRACE, token.PERIOD, token.AND, token.SUB, token.ELLIPSIS: // generated code has no binary -
		return false
	case token.MUL:
		return p.at(i-2) == token.INT // a product and no pointer
	}
	switch tok {
	case token.COMMA, token.SEMICOLON, token.COLON, token.PERIOD, token.RPAREN, token.RBRACK, token.RBRACE:
		return false
	case token.LPAREN:
		return p.spacedParen(i)
	case token.LBRACK:
		return p.spacedBracket(i)
	case token.LBRACE:
		return p.spacedBrace(i)
	case token.ELLIPSIS:
		return p.at(i+1) != token.RPAREN
	}
	return before != token.RBRACK || tok == token.STRING
}

// spacedParen tells receivers, results and conversions from calls.
func (p *printer) spacedParen(i int) bool {
	switch p.at(i - 1) {
	case token.FUNC:
		return i == 1
	case token.RPAREN:
		method := p.at(0) == token.IDENT && p.at(1) == token.LPAREN // of an interface
		return (p.at(0) == token.FUNC || method) && len(p.open) == p.base
	case token.COMMA, token.COLON, token.ASSIGN, token.CONST:
		return true
	}
	return false
}

// spacedBracket tells the type []T after a name from the instance T[int].
func (p *printer) spacedBracket(i int) bool {
	switch p.at(i - 1) {
	case token.IDENT:
		return p.at(i+1) == token.RBRACK || p.at(i+1) == token.INT
	case token.MAP, token.RBRACK:
		return false
	}
	return true
}

// spacedBrace tells blocks from composite literals.
func (p *printer) spacedBrace(i int) bool {
	switch p.at(i - 1) {
	case token.STRUCT, token.INTERFACE:
		if p.at(i+1) == token.RBRACE {
			return false
		}
		p.strange = p.strange || p.at(0) != token.TYPE // the fields of an anonymous struct
		return true
	case token.RPAREN, token.COMMA:
		return true
	}
	first := p.at(0)
	return i == len(p.line)-1 && len(p.open) == p.base && (first == token.FUNC || first == token.IF || first == token.FOR)
}

// aligned reports whether gofmt widens the space before token i to align the
// columns of neighbouring lines, such as keys and tagged fields.
func (p *printer) aligned(i int) bool {
	last := len(p.line) - 1
	switch {
	case p.base == 0 || len(p.open) != p.base || opens(p.at(last)):
		return false
	case p.at(1) == token.COLON:
		return i == 2
	case p.at(1) == token.ASSIGN: // a constant: no statement begins with a name and =
		return i == 1
	case p.at(0) == token.IDENT && p.at(last) == token.STRING && p.at(1) != token.PERIOD:
		return i == 1 || i == last
	case p.at(0) == token.IDENT && startsType(p.at(1)): // a field without a tag
		return i == 1
	}
	return false
}

// startsType reports whether a type after a field's name may begin with tok.
func startsType(tok token.Token) bool {
	switch tok {
	case token.IDENT, token.MUL, token.LBRACK, token.MAP, token.CHAN, token.FUNC, token.INTERFACE, token.STRUCT, token.ARROW:
		return true
	}
	return false
}
