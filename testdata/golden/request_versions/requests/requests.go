// Package requests has a request of its own, which has changed too.
package requests

import "strconv"

// Size was a text before 6.2.
type Size int

// UnmarshalJSON reads both forms.
func (s *Size) UnmarshalJSON(data []byte) error {
	text, err := strconv.Unquote(string(data))
	if err != nil {
		text = string(data)
	}
	n, err := strconv.Atoi(text)
	*s = Size(n)
	return err
}

// MarshalJSON writes the present form.
func (s Size) MarshalJSON() ([]byte, error) { return strconv.AppendInt(nil, int64(s), 10), nil }

// Move is the arguments of move.
type Move[T any] struct {
	Instance T `json:"instance"`
	//oslo:arg since=6.2 was=size renamed=6.3 below=convert:Older
	Volume Size `json:"volume"`
	//oslo:arg optional
	Force bool `json:"force"`
}

// Older makes the text that servers before 6.2 read.
func Older(s Size) (string, error) { return strconv.Itoa(int(s)), nil }
