package oslo

import "fmt"

// notNegative returns an error that names the option if n is negative.
func notNegative[T ~int | ~int64](name string, n T) error {
	if n < 0 {
		return fmt.Errorf("%s(%v): want 0, which is the default, or more", name, n)
	}
	return nil
}
