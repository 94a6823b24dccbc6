w = open("zorgaanbod.csv", "w")
w.write("aanbieder;locatie;type;jaar;capaciteit;bron\n")
for i in range(8000):
    w.write(f"A{i};L{i};dagbesteding;2025;12,5;x\n")
