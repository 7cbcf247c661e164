package pyimport

// Finding is a place where the Python contradicts itself.
type Finding struct {
	Code  string `json:"code"`
	Pos   Pos    `json:"pos"`
	Other Pos    `json:"other,omitzero"` // the other side, if it has a place
	Text  string `json:"text"`
	Harm  string `json:"harm"`
}

// String prints file:line: CODE text.
func (f Finding) String() string {
	text := f.Pos.String() + ": " + f.Code + " " + f.Text
	if f.Other.File != "" {
		text += " (" + f.Other.String() + ")"
	}
	return text + ": " + f.Harm
}
