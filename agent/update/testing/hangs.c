#include <unistd.h>

/* A program that comes up and never works. */
int main(void) {
    for (;;) pause();
}
