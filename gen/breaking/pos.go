package breaking

import "fmt"

// Pos is a place in a file. Columns count bytes. Item is the line of the
// declaration that the place belongs to: an interface, a method, a parameter or a
// field.
type Pos struct {
	File               string
	Line, Column, Item int
}

func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }
