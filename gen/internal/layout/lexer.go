package layout

import (
	"bytes"
	"go/token"
	"unicode/utf8"
)

// lexer reads the tokens of generated code. It is faster than go/scanner because
// it knows only the tokens that oslogen and jennifer write. It returns
// token.ILLEGAL for any other, and layout leaves that code to go/format.
type lexer struct {
	text []byte
	at   int // the offset of the next token
}

// next returns the next token, its text, and the number of line ends before it.
func (l *lexer) next() (tok token.Token, text []byte, lines int) {
	for ; l.at < len(l.text) && isSpace(l.text[l.at]); l.at++ {
		if l.text[l.at] == '\n' {
			lines++
		}
	}
	if l.at == len(l.text) {
		return token.EOF, nil, lines
	}
	rest := l.text[l.at:]
	tok, n := lex(rest)
	l.at += n
	return tok, rest[:n], lines
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// lex returns the first token of text and its length.
func lex(text []byte) (token.Token, int) {
	switch c := text[0]; {
	case isLetter(c):
		n := nameLength(text)
		return lookup(text[:n]), n
	case isDigit(c):
		return lexNumber(text)
	case c == '"' || c == '`':
		return lexString(text)
	case len(text) > 1 && c == '/' && text[1] == '/':
		if n := bytes.IndexByte(text, '\n'); n >= 0 {
			return token.COMMENT, n
		}
		return token.COMMENT, len(text)
	}
	return lexOperator(text)
}

// lookup returns the keyword that name is, or token.IDENT.
func lookup(name []byte) token.Token {
	for _, keyword := range keywords[name[0]] {
		if string(name) == keyword.String() {
			return keyword
		}
	}
	return token.IDENT
}

// keywords holds Go's keywords by their first letters.
var keywords = func() (list [256][]token.Token) {
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		first := tok.String()[0]
		list[first] = append(list[first], tok)
	}
	return list
}()

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// nameLength returns the length of the name that text begins with.
func nameLength(text []byte) int {
	n := 1
	for n < len(text) && nameBytes[text[n]] {
		n++
	}
	return n
}

// nameBytes tells which bytes a name may have.
var nameBytes = func() (is [256]bool) {
	for c := range is {
		is[c] = isLetter(byte(c)) || isDigit(byte(c))
	}
	return is
}()

// lexNumber knows decimal numbers.
func lexNumber(text []byte) (token.Token, int) {
	n := 1
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n < len(text) && (text[n] == '.' || isLetter(text[n])) {
		return token.ILLEGAL, n
	}
	return token.INT, n
}

func lexString(text []byte) (token.Token, int) {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == quote:
			return token.STRING, i + 1
		case text[i] == '\\' && quote == '"':
			i++
		}
	}
	return token.ILLEGAL, len(text)
}

// operators holds the operators of one byte.
var operators = [utf8.RuneSelf]token.Token{
	'(': token.LPAREN, ')': token.RPAREN, '[': token.LBRACK, ']': token.RBRACK, '{': token.LBRACE, '}': token.RBRACE,
	',': token.COMMA, ';': token.SEMICOLON, '.': token.PERIOD, ':': token.COLON, '=': token.ASSIGN, '*': token.MUL,
	'&': token.AND, '-': token.SUB, '+': token.ADD,
}

// lexOperator knows the operators in generated code. It does not know those that
// occur only in a user's types.
func lexOperator(text []byte) (token.Token, int) {
	switch {
	case len(text) > 2 && text[0] == '.' && text[1] == '.' && text[2] == '.':
		return token.ELLIPSIS, 3
	case len(text) > 1 && text[0] == ':' && text[1] == '=':
		return token.DEFINE, 2
	case len(text) > 1 && text[0] == '!' && text[1] == '=':
		return token.NEQ, 2
	case len(text) > 1 && text[1] == '=':
		return token.ILLEGAL, 1
	}
	return operators[text[0]], 1
}
