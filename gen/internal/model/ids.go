package model

// IDs are the identifiers generated for an interface.
type IDs struct {
	Client, NewClient, NewServer, Register, Adapter, Unimplemented, Errors, Test, Recorder string
	History                                                                                string            // empty for an interface of one major without releases
	Params                                                                                 map[string]string // template parameters and their names in generated code
	Endpoint                                                                               string            // the interface that servers implement, which may be a part of the source's

	Constants []NamedText
}

// NamedText is a name and its text: a generated constant, or a release and its
// version.
type NamedText struct{ Name, Text string }
