print("synthesise")
