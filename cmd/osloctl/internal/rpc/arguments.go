package rpc

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/oslogen/oslogen/runtime/wirejson"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
)

// argumentHelp explains arguments in the help of commands.
const argumentHelp = `An argument is key=text, key:=json, @file with a JSON object, or - for one on standard input. Later ones win.`

// fields reads arguments or the fields of a context:
//
//	key=text     the value that read makes of the text
//	key:=json    a number, true, null, an array, an object
//	@file        a JSON object of several
//	-            the same from standard input
//
// Later ones win.
func fields(words []string, stdin io.Reader, read func(key, text string) any) (map[string]any, error) {
	all := map[string]any{}
	for _, word := range words {
		if err := addFields(all, word, stdin, read); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// plain reads a text as a string.
func plain(_, text string) any { return text }

func addFields(all map[string]any, word string, stdin io.Reader, read func(key, text string) any) error {
	if word == "-" {
		return addObject(all, "standard input", func() ([]byte, error) { return io.ReadAll(stdin) })
	}
	if file, ok := strings.CutPrefix(word, "@"); ok {
		return addObject(all, file, func() ([]byte, error) { return os.ReadFile(file) })
	}
	key, text, ok := strings.Cut(word, "=")
	if !ok || key == "" || key == ":" {
		return exit.Usagef("argument %q: want key=text, key:=json, @file or -", word)
	}
	key, isJSON := strings.CutSuffix(key, ":")
	if !isJSON {
		all[key] = read(key, text)
		return nil
	}
	var value any
	if err := wirejson.Unmarshal([]byte(text), &value); err != nil {
		return exit.Usagef("argument %s: not JSON: %w (a text is %s=%s)", key, err, key, text)
	}
	all[key] = value
	return nil
}

// addObject adds the members of a JSON object.
func addObject(all map[string]any, name string, read func() ([]byte, error)) error {
	data, err := read()
	if err != nil {
		return exit.With(fmt.Errorf("read arguments: %w", err), exit.Usage, "")
	}
	if err := wirejson.Unmarshal(data, &all); err != nil {
		return exit.Usagef("arguments in %s: want a JSON object: %w", name, err)
	}
	return nil
}
