package config

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Numbers as Python's int() and float() read them, without infinities, NaN and
// other scripts' digits.
var (
	integerText = regexp.MustCompile(`^[+-]?` + digits + `$`)
	numberText  = regexp.MustCompile(`^[+-]?(` + digits + `\.?(` + digits + `)?|\.` + digits + `)([eE][+-]?` + digits + `)?$`)
)

const digits = `[0-9]+(_[0-9]+)*`

// convert checks the text of a value and returns it in its plainest form.
// Booleans become True or False. Of a list or a multi-valued option it takes
// one item. An empty number stays empty, which means "not set". The error says
// what is wanted and never shows the value.
func (o *option) convert(s string) (string, error) {
	switch o.kind {
	case boolean:
		return convertBoolean(s)
	case integer, number:
		return o.convertNumber(strings.TrimFunc(s, isSpace))
	}
	if o.choices != nil && !slices.Contains(o.choices, s) {
		return "", fmt.Errorf("want one of %s", strings.Join(o.choices, ", "))
	}
	return s, nil
}

func convertBoolean(s string) (string, error) {
	switch strings.ToLower(s) {
	case "true", "1", "on", "yes":
		return "True", nil
	case "false", "0", "off", "no":
		return "False", nil
	}
	return "", errors.New("want true or false")
}

func (o *option) convertNumber(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	pattern := integerText
	if o.kind == number {
		pattern = numberText
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	if err != nil || !pattern.MatchString(s) || f < o.least || f > o.limit() {
		return "", fmt.Errorf("want %s", o.wanted())
	}
	if o.kind == integer {
		return strconv.FormatInt(int64(f), 10), nil
	}
	return strconv.FormatFloat(f, 'f', -1, 64), nil
}

// limit returns the largest number the option takes. Without a bound of its own
// that is the largest exact one.
func (o *option) limit() float64 {
	if o.most > 0 {
		return o.most
	}
	return 1 << 53
}

func (o *option) wanted() string {
	s := "a number"
	if o.kind == integer {
		s = "a whole number"
	}
	if o.least > math.MinInt32 {
		s += fmt.Sprintf(" of at least %g", o.least)
	}
	if o.most > 0 && o.most < math.MaxInt32 {
		s += fmt.Sprintf(" and at most %g", o.most)
	}
	return s
}

// splitList splits the text of a ListOpt.
func splitList(s string) []string {
	s = strings.TrimRight(strings.TrimFunc(s, isSpace), ",")
	if s == "" {
		return nil
	}
	items := strings.Split(s, ",")
	for i := range items {
		items[i] = strings.TrimFunc(items[i], isSpace)
	}
	return items
}
