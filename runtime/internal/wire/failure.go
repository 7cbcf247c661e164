package wire

import (
	"encoding/json"
	"strconv"
	"strings"
)

// A Failure is an exception as it travels in a reply.
type Failure struct {
	Class     string            // the exception's class, without its module
	Module    string            // the module of the class, or empty
	Message   string            // str(exception)
	Traceback []string          // lines, each ending in a newline
	Args      []json.RawMessage // the exception's positional arguments
	Kwargs    json.RawMessage   // the exception's keyword arguments, an object, or empty
}

// newFailure returns the failure of an exception that was made of its message alone.
func newFailure(module, class, message string) *Failure {
	qualified := class
	if module != "builtins" {
		qualified = module + "." + class
	}
	return &Failure{
		Class:     class,
		Module:    module,
		Message:   message,
		Traceback: []string{"Traceback (most recent call last):\n", qualified + ": " + message + "\n"},
		Args:      []json.RawMessage{appendText(nil, message)},
	}
}

func builtinFailure(class, message string) *Failure {
	return newFailure("builtins", class, message)
}

// remoteSuffix is the suffix that a Python client adds to the class and the
// module of a remote exception.
const remoteSuffix = "_Remote"

// withoutRemote returns class and module as they were before the exception came by RPC, if it did.
func withoutRemote(class, module string) (string, string) {
	c, okClass := strings.CutSuffix(class, remoteSuffix)
	m, okModule := strings.CutSuffix(module, remoteSuffix)
	if okClass && okModule {
		return c, m
	}
	return class, module
}

// appendFailure appends f as a reply holds it: an object, as JSON text in a string. Text that is not UTF-8 is patched
// rather than refused, for an error has to get through.
func appendFailure(dst []byte, f *Failure) ([]byte, error) {
	class, module := withoutRemote(f.Class, f.Module)
	dst = append(dst, '"')
	start := len(dst)
	dst = appendText(append(dst, `{"class": `...), class)
	dst = appendText(append(dst, `, "module": `...), module)
	dst = appendText(append(dst, `, "message": `...), f.Message)
	dst = append(dst, `, "tb": [`...)
	for i, line := range f.Traceback {
		dst = appendText(appendComma(dst, i), line)
	}
	dst = append(dst, `], "args": [`...)
	var err error
	for i, arg := range f.Args {
		if dst, err = appendRaw(appendComma(dst, i), arg, 2); err != nil {
			return dst, in("args["+strconv.Itoa(i)+"]", err)
		}
	}
	dst = append(dst, `], "kwargs": `...)
	if dst, err = appendKwargs(dst, f.Kwargs); err != nil {
		return dst, in("kwargs", err)
	}
	dst = append(dst, '}')
	return append(escapeTail(dst, start), '"'), nil
}

// appendComma appends the separator before element i of an array.
func appendComma(dst []byte, i int) []byte {
	if i == 0 {
		return dst
	}
	return append(dst, ", "...)
}

func appendKwargs(dst []byte, kwargs json.RawMessage) ([]byte, error) {
	if len(kwargs) == 0 {
		return append(dst, "{}"...), nil
	}
	start := len(dst)
	dst, err := appendRaw(dst, kwargs, 1)
	if err == nil && dst[start] != '{' {
		err = valueErrorf("has to be an object")
	}
	return dst, err
}

// decodeFailure reads the failure field of a reply. It returns nil for success.
// Python sends JSON text in a string. The object itself is accepted too, and
// any other text becomes the message of a failure without a class.
func decodeFailure(raw []byte) *Failure {
	if len(raw) == 0 || !truthy(raw) {
		return nil
	}
	text := raw
	if raw[0] == '"' {
		text = unescape(nil, raw[1:len(raw)-1])
	}
	f := new(Failure)
	if f.decode(text) != nil {
		return &Failure{Message: string(text)}
	}
	f.Class, f.Module = withoutRemote(f.Class, f.Module)
	return f
}

// decode reads the object that describes f. Members of another type than they should have count as missing.
func (f *Failure) decode(text []byte) error {
	return decodeFields(text, func(name, raw []byte) {
		switch string(name) {
		case "class":
			f.Class, _ = textOf(raw)
		case "module":
			f.Module, _ = textOf(raw)
		case "message":
			f.Message, _ = textOf(raw)
		case "tb":
			f.Traceback = nil
			if Unmarshal(raw, &f.Traceback) != nil {
				f.Traceback = nil
			}
		case "args":
			f.Args = nil
			if Unmarshal(raw, &f.Args) != nil {
				f.Args = nil
			}
		case "kwargs":
			f.Kwargs = nil
			if raw[0] == '{' {
				f.Kwargs = raw
			}
		}
	})
}
