package wire

import (
	"bytes"
	"strings"
)

// defect returns the failure with which a Python server answers the request once it looks at the field, nil if the
// request is sound. version is the text of the version.
func (raw *rawRequest) defect(version string) (*Failure, DefectField) {
	if raw.version != nil {
		if f := versionDefect(raw, version); f != nil {
			return f, DefectInVersion
		}
	}
	switch {
	case raw.method == nil:
		return builtinFailure("TypeError", "attribute name must be string, not 'NoneType'"), DefectInMethod
	case raw.method[0] != '"':
		return builtinFailure("TypeError", "attribute name must be string, not '"+pythonType(raw.method)+"'"), DefectInMethod
	case raw.args != nil && raw.args[0] != '{':
		return builtinFailure("AttributeError", "'"+pythonType(raw.args)+"' object has no attribute 'items'"), DefectInArgs
	}
	return nil, 0
}

func versionDefect(raw *rawRequest, version string) *Failure {
	switch raw.version[0] {
	case '"':
	case 'n':
		return unsupportedVersion(raw.method)
	default:
		return builtinFailure("AttributeError", "'"+pythonType(raw.version)+"' object has no attribute 'split'")
	}
	major, rest, dotted := strings.Cut(version, ".")
	if _, ok := pythonInt(major); !ok {
		return notInt(major)
	}
	if !dotted {
		return builtinFailure("IndexError", "list index out of range")
	}
	minor, _, _ := strings.Cut(rest, ".")
	if _, ok := pythonInt(minor); !ok {
		return notInt(minor)
	}
	return nil
}

// unsupportedVersion is the answer to a request whose version is null. method is the JSON text of its method, if any.
func unsupportedVersion(method []byte) *Failure {
	message := "Endpoint does not support RPC version None"
	if text, ok := textOf(method); ok && text != "" {
		message += ". Attempted method: " + text
	} else if !ok && method != nil && truthy(method) {
		message += ". Attempted method: " + pythonText(method)
	}
	return newFailure("oslo_messaging.rpc.dispatcher", "UnsupportedVersion", message)
}

// pythonText returns Python's str of the JSON text raw, which is no string. For
// arrays and objects it is an approximation.
func pythonText(raw []byte) string {
	switch raw[0] {
	case 'n':
		return "None"
	case 't':
		return "True"
	case 'f':
		return "False"
	default:
		return string(bytes.TrimSpace(raw))
	}
}

// notInt is Python's error for text that int does not take. It shows at most
// 200 characters.
func notInt(text string) *Failure {
	repr := []rune(pythonRepr(text))
	return builtinFailure("ValueError", "invalid literal for int() with base 10: "+string(repr[:min(len(repr), 200)]))
}
