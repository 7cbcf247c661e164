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
		n := countWhile(text, isNameByte)
		if keyword, ok := keywords[string(text[:n])]; ok {
			return keyword, n
		}
		return token.IDENT, n
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

// keywords holds Go's keywords.
var keywords = func() map[string]token.Token {
	m := map[string]token.Token{}
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		m[tok.String()] = tok
	}
	return m
}()

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isNameByte(c byte) bool { return isLetter(c) || isDigit(c) }

func countWhile(text []byte, is func(byte) bool) int {
	n := 1
	for n < len(text) && is(text[n]) {
		n++
	}
	return n
}

// lexNumber knows decimal numbers.
func lexNumber(text []byte) (token.Token, int) {
	n := countWhile(text, isDigit)
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
